import type { ReactNode } from 'react';
import styles from './BonusScale.module.css';
import { signed } from './scheduler-words.ts';

const steps = Array.from({ length: 11 }, (_, index) => index - 5);

/** The bonus on its scale: -5 for a task that only runs, +5 for one that only sleeps. */
export function BonusScale({ bonus }: { readonly bonus: number }): ReactNode {
  return (
    <div className={styles.scale} role="img" aria-label={`bonus ${signed(bonus)} of −5 to +5`}>
      {steps.map((step) => {
        const filled = (bonus > 0 && step > 0 && step <= bonus) || (bonus < 0 && step < 0 && step >= bonus);
        const tone = step === 0 ? styles.middle : filled ? (bonus > 0 ? styles.better : styles.worse) : styles.step;
        return <span key={step} className={`${styles.step} ${tone}`} data-here={step === bonus || undefined} />;
      })}
      <b className={styles.value}>{signed(bonus)}</b>
    </div>
  );
}
