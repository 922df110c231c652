import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { eventsOfKind } from '../../../shared/lib/event-of-kind.ts';
import { processorName } from '../../../shared/lib/format.ts';
import type { AudienceEvent } from '../../../shared/model/events.ts';
import type { IncidentSummary } from '../../../shared/model/views.ts';
import { usePager, useWhy } from '../../live/queries.ts';
import styles from './MessagesScreen.module.css';

interface CausedByProps {
  readonly run: string;
  readonly host: string;
  readonly message: string;
}

/** Links a message to the incidents that it led to or tells of. */
export function CausedBy({ run, host, message }: CausedByProps): ReactNode {
  const incidents = usePager(run).data?.incidents ?? [];
  return incidents
    .filter((incident) => incident.host === host)
    .map((incident) => <Caused key={incident.incident} run={run} incident={incident} message={message} />);
}

interface CausedProps {
  readonly run: string;
  readonly incident: IncidentSummary;
  readonly message: string;
}

function Caused({ run, incident, message }: CausedProps): ReactNode {
  const causes = useWhy(run, incident.incident).data?.causes ?? [];
  const events = causes.flatMap((cause) => (cause.visible ? [cause.event] : []));
  if (!isPartOf(message, events)) return null;
  return (
    <p className={styles.caused}>
      Part of{' '}
      <Link to="/incidents/$incident" params={{ incident: incident.incident }}>
        {incident.incident}: {incident.title}
      </Link>
    </p>
  );
}

/** Whether a message tells of one of these events: the same error id, or the off-lining of the same processor. */
function isPartOf(message: string, events: readonly AudienceEvent[]): boolean {
  if (eventsOfKind(events, 'ecc.reported').some(({ data }) => message.includes(data.errId))) return true;
  const processors = [...eventsOfKind(events, 'processor.offlined'), ...eventsOfKind(events, 'offlining.gave-up')];
  return processors.some(({ data }) => {
    const name = processorName(data.processor);
    return message.includes(` offline ${name} `) || message.includes(`${name} offlined `);
  });
}
