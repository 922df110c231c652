import { ORPCError } from '@orpc/client';
import { expect } from 'vitest';
import type { StationSession } from '../../main/station/sessions.ts';
import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { ProblemCode } from '../../shared/contract/errors.ts';
import type { RecordingShell, TestStation } from './test-station.ts';

/** The drill that most cases are about. */
export const drill = 'sf15k-domc-1136';

/** What a case works on. `paged`: a run that stands still with its first page sent. `ended`: one that is over. */
export interface CaseInput {
  readonly client: RedlineClient;
  readonly session: StationSession;
  readonly shell: RecordingShell;
  readonly station: TestStation;
  readonly paged: string;
  readonly ended: string;
}

export interface ContractCase {
  readonly name: string;
  readonly run: (input: CaseInput) => Promise<void>;
}

/** The call must be refused with an error that the contract declares, and a sentence that says `sentence`. */
export async function refused(call: Promise<unknown>, code: ProblemCode, sentence: RegExp): Promise<void> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ORPCError);
  expect(error).toMatchObject({ code, defined: true, message: expect.stringMatching(sentence) });
}

export async function asTrainer({ client, session }: CaseInput, action: () => Promise<void>): Promise<void> {
  const { person, role } = session;
  await client.session.become({ person, role: 'trainer' });
  try {
    await action();
  } finally {
    await client.session.become({ person, role });
  }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
