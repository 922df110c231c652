import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import styles from './Field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Keeps the label for screen readers only, where the place says what it is. */
  readonly labelHidden?: boolean;
  readonly problem?: string | null;
  readonly lines?: 'one' | 'several';
  readonly mono?: boolean;
  readonly numeric?: boolean;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A text input with its label and, where the text will not do, what is wrong with it. */
export function TextField(props: TextFieldProps): ReactNode {
  const id = useId();
  const { problem = null, lines = 'one' } = props;
  const Input = lines === 'one' ? 'input' : 'textarea';
  return (
    <div className={styles.field}>
      <label className={props.labelHidden === true ? styles.hidden : styles.label} htmlFor={id}>
        {props.label}
      </label>
      <Input
        id={id}
        ref={props.inputRef}
        className={props.mono === true ? `${styles.input} ${styles.mono}` : styles.input}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        inputMode={props.numeric === true ? 'numeric' : undefined}
        autoFocus={props.autoFocus}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
      />
      {problem !== null && (
        <span className={styles.problem} id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </div>
  );
}
