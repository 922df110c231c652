import type { KeyboardEvent, ReactNode } from 'react';
import styles from './SegmentedControl.module.css';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** What it means, on hover and for screen readers. */
  readonly title?: string;
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A choice of a few that are all in sight; arrow keys move it. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>): ReactNode {
  const { segments, value, onChange } = props;
  const current = segments.findIndex((segment) => segment.value === value);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (Math.max(current, 0) + step + segments.length) % segments.length;
    const next = segments[index];
    const button = event.currentTarget.children[index];
    if (next === undefined || !(button instanceof HTMLElement)) return;
    onChange(next.value);
    button.focus();
  };
  return (
    <div className={styles.control} role="radiogroup" aria-label={props.label} onKeyDown={onKeyDown}>
      {segments.map((segment, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio input cannot hold the look of a segment
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          aria-label={segment.title}
          title={segment.title}
          tabIndex={index === Math.max(current, 0) ? 0 : -1}
          className={styles.segment}
          onClick={() => onChange(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}
