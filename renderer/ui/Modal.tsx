import { Modal as MantineModal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Modal.module.css';

interface ModalProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
}

/** A dialog that keeps the focus; Escape closes it. */
export function Modal({ title, opened, onClose, children, width = 480 }: ModalProps): ReactNode {
  return (
    <MantineModal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      centered
      // The page does not scroll, and locking it would add a style that the policy refuses.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        content: styles.content ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
      }}
    >
      {children}
    </MantineModal>
  );
}
