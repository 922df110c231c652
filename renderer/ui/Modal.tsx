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
    <MantineModal.Root
      opened={opened}
      onClose={onClose}
      size={width}
      centered
      // The page does not scroll, and the lock would bring a style element without our nonce.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      // A class on Content itself would colour the whole window too.
      classNames={{ content: styles.content ?? '' }}
    >
      <MantineModal.Overlay />
      <MantineModal.Content>
        <div className={styles.head}>
          <MantineModal.Title className={styles.title ?? ''}>{title}</MantineModal.Title>
          <MantineModal.CloseButton aria-label="Close" />
        </div>
        <MantineModal.Body className={styles.body ?? ''}>{children}</MantineModal.Body>
      </MantineModal.Content>
    </MantineModal.Root>
  );
}
