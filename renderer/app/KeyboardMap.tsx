import type { ReactNode } from 'react';
import { Store, useStore } from '../live/store.ts';
import { Key } from '../ui/Key.tsx';
import { Modal } from '../ui/Modal.tsx';
import styles from './KeyboardMap.module.css';
import { joinGroups, type KeyGroup, keyGroups } from './keyboard.ts';

export const keyboardMapShown = new Store(false);

/** Every key that holds now. */
export function KeyboardMap(): ReactNode {
  const shown = useStore(keyboardMapShown);
  const groups = joinGroups(useStore(keyGroups)).filter((group) =>
    group.bindings.some((binding) => binding.keys !== undefined),
  );
  return (
    <Modal title="Keys that work here" opened={shown} onClose={() => keyboardMapShown.set(false)} width={680}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <Group key={group.where} group={group} />
        ))}
      </div>
    </Modal>
  );
}

function Group({ group }: { readonly group: KeyGroup }): ReactNode {
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{group.where}</h3>
      {group.bindings
        .filter((binding) => binding.keys !== undefined)
        .map((binding) => (
          <div className={styles.row} key={binding.keys}>
            <span>{binding.does}</span>
            <span className={styles.keys}>
              {binding.keys?.split(' ').map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </span>
          </div>
        ))}
      {group.where === 'Console' && (
        <div className={styles.row}>
          <span>Find any screen or action</span>
          <span className={styles.keys}>
            <Key>Ctrl K</Key>
          </span>
        </div>
      )}
    </section>
  );
}
