import { type ReactNode, useCallback, useRef } from 'react';
import type { HostView } from '../../../shared/model/views.ts';
import { useKeys } from '../../app/keyboard.ts';
import styles from './FleetMap.module.css';
import { placesOf } from './fleet-words.ts';
import { type CellBox, type Direction, nextCell } from './grid-move.ts';
import { HostBlock } from './HostBlock.tsx';
import { HostStrip } from './HostStrip.tsx';
import type { Selection } from './selection.ts';

/** Above so many processors words have no room: marks alone are drawn. */
const mostWithWords = 96;

interface FleetMapProps {
  readonly hosts: readonly HostView[];
  readonly selection: Selection | null;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen: () => void;
}

/** Every host with its boards, processors and memory. Arrow keys go over it. */
export function FleetMap({ hosts, selection, onSelect, onOpen }: FleetMapProps): ReactNode {
  const map = useRef<HTMLDivElement>(null);
  const move = useCallback((direction: Direction) => moveIn(map.current, direction), []);
  useKeys('Fleet', [
    { keys: 'ArrowLeft', does: 'Go to the part on the left', run: () => move('left') },
    { keys: 'ArrowRight', does: 'Go to the part on the right', run: () => move('right') },
    { keys: 'ArrowUp', does: 'Go to the part above', run: () => move('up') },
    { keys: 'ArrowDown', does: 'Go to the part below', run: () => move('down') },
    { keys: 'Enter', does: 'Read the details of the selected part', run: onOpen },
  ]);
  const isRoomy = placesOf(hosts).length <= mostWithWords;
  const Host = isRoomy ? HostBlock : HostStrip;
  const entrance = selection ?? { host: hosts[0]?.host ?? '', part: null };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of a form
    <div ref={map} role="group" aria-label="Map of the fleet" className={isRoomy ? styles.blocks : styles.strips}>
      {hosts.map((host) => (
        <Host
          key={host.host}
          host={host}
          alone={hosts.length === 1}
          selection={selection?.host === host.host ? selection : null}
          entrance={entrance.host === host.host ? entrance : null}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

/** Goes from the selected cell to its neighbour, which is selected as by a click. */
function moveIn(map: HTMLElement | null, direction: Direction): void {
  if (map === null) return;
  const elements = [...map.querySelectorAll<HTMLElement>('[data-cell]')];
  const cells: CellBox[] = elements.map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { key: element.dataset.cell ?? '', left, top, right, bottom };
  });
  const focused = elements.find((element) => element === document.activeElement);
  const current = focused ?? elements.find((element) => element.getAttribute('aria-pressed') === 'true');
  const next = nextCell(cells, current?.dataset.cell ?? '', direction);
  const element = elements.find(({ dataset }) => dataset.cell === next);
  if (element === undefined) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  element.click();
}
