import { type Printed, printed } from '../../../../shared/command/printed.ts';
import type { ReniceCommand } from '../../../../shared/command/renice-command.ts';
import { type ErrorName, errorWords } from './error-words.ts';
import { hostActivity } from './host-activity.ts';
import type { Session } from './session.ts';

const lowestNice = -20;
const highestNice = 19;

/** Runs renice: 1 where a process could not be changed; the others are. */
export function runRenice(session: Session, { adds, value, processes }: ReniceCommand): Printed {
  const { host, machine } = session;
  const lines: string[] = [];
  let exit = 0;
  const refuse = (word: string, error: ErrorName): void => {
    exit = 1;
    lines.push(`renice: ${word}: ${errorWords[error]}`);
  };
  for (const { pid, word } of processes) {
    const found = hostActivity(session).processes.find((each) => each.pid === pid);
    if (found === undefined) {
      refuse(word, 'ESRCH');
    } else if (found.isKernel) {
      refuse(word, 'EINVAL');
    } else {
      const nice = Math.min(Math.max(adds ? found.nice + value : value, lowestNice), highestNice);
      machine.processes.scheduler?.renice(host, found.pid, nice);
      lines.push(`${found.pid}: old priority ${found.nice}, new priority ${nice}`);
    }
  }
  return printed(exit, ...lines);
}
