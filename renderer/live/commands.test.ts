import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import { Commands } from './commands.ts';
import { eventNumbered } from './test-frames.ts';
import { toasts } from './toasts.ts';

const acknowledge = { kind: 'incident.acknowledge', incident: 'INC-1' } as const;

function commandsAnswering(answer: () => Promise<{ number: number }>): Commands {
  return new Commands({ incidents: { command: answer } } as unknown as RedlineClient);
}

const applied = (number: number) => eventNumbered(50, { kind: 'command.applied', data: { number } });
const refused = (number: number, problem: string) =>
  eventNumbered(51, { kind: 'command.refused', data: { number, problem } });

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('commands on their way', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    toasts.set([]);
  });

  it('is sent, then accepted, then done when its event arrives', async () => {
    const commands = commandsAnswering(async () => ({ number: 4 }));
    const sent = commands.send('run-1', acknowledge);
    expect(commands.pending.get()).toEqual([{ run: 'run-1', number: null, command: acknowledge }]);
    await settled();
    expect(commands.pending.get()).toEqual([{ run: 'run-1', number: 4, command: acknowledge }]);
    commands.takeEvents('run-1', [applied(4)]);
    expect(await sent).toBe(true);
    expect(commands.pending.get()).toEqual([]);
  });

  it('is typed on its host where it is a line for a console', async () => {
    const given: unknown[] = [];
    const run = async (line: unknown) => {
      given.push(line);
      return { number: 4 };
    };
    const commands = new Commands({ hosts: { run } } as unknown as RedlineClient);
    const sent = commands.send('run-1', { kind: 'console.run', host: 'sf15k-domc', line: 'psrinfo' });
    commands.takeEvents('run-1', [applied(4)]);
    expect(await sent).toBe(true);
    expect(given).toEqual([{ run: 'run-1', host: 'sf15k-domc', line: 'psrinfo' }]);
  });

  it('is done when its event came before the answer to the call', async () => {
    const commands = commandsAnswering(async () => ({ number: 4 }));
    const sent = commands.send('run-1', acknowledge);
    commands.takeEvents('run-1', [applied(4)]);
    expect(await sent).toBe(true);
  });

  it('says why the simulation refused it', async () => {
    const commands = commandsAnswering(async () => ({ number: 4 }));
    const sent = commands.send('run-1', acknowledge);
    await settled();
    commands.takeEvents('run-1', [applied(4), refused(4, 'It is acknowledged already.')]);
    expect(await sent).toBe(false);
    expect(toasts.get().map(({ text }) => text)).toEqual(['It is acknowledged already.']);
  });

  it('says why the station did not accept it', async () => {
    const commands = commandsAnswering(() => Promise.reject(new Error('The run has ended.')));
    expect(await commands.send('run-1', acknowledge)).toBe(false);
    expect(toasts.get().map(({ text }) => text)).toEqual(['The run has ended.']);
    expect(commands.pending.get()).toEqual([]);
  });

  it('is not settled by a command of another run with the same number', async () => {
    const commands = commandsAnswering(async () => ({ number: 4 }));
    const sent = commands.send('run-1', acknowledge);
    await settled();
    commands.takeEvents('run-2', [applied(4)]);
    expect(commands.pending.get()).toHaveLength(1);
    commands.settleAll();
    expect(await sent).toBe(true);
  });
});
