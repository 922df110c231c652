import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly labelHidden?: boolean;
}

/** One of a few values. */
export function Select<Value extends string>(props: SelectProps<Value>): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={props.labelHidden === true ? styles.hidden : styles.label} htmlFor={id}>
        {props.label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.currentTarget.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
