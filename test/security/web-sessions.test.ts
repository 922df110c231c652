import { expect, test } from 'vitest';
import { idleLimitMs, sessionLimitMs, WebSessions } from '../../main/web/web-sessions.ts';
import { fakeStation } from './fake-station.ts';

function sessionsAt(clock: { nowMs: number }) {
  const { station } = fakeStation();
  const shell = { kind: 'web' as const, notify: () => false, exportTarget: async () => null };
  return new WebSessions(
    () => station.newSession(shell),
    () => clock.nowMs,
  );
}

test('a session ends when nothing was heard of it for too long', () => {
  const clock = { nowMs: 0 };
  const sessions = sessionsAt(clock);
  const { id } = sessions.redeem(sessions.token) ?? { id: '' };
  clock.nowMs += idleLimitMs - 1;
  expect(sessions.find(id)?.id).toBe(id);
  clock.nowMs += idleLimitMs - 1;
  expect(sessions.find(id)?.id).toBe(id);
  clock.nowMs += idleLimitMs;
  expect(sessions.find(id)).toBeNull();
  clock.nowMs = 0;
  expect(sessions.find(id)).toBeNull();
});

test('a session that is always busy ends too', () => {
  const clock = { nowMs: 0 };
  const sessions = sessionsAt(clock);
  const { id } = sessions.redeem(sessions.token) ?? { id: '' };
  const step = idleLimitMs / 2;
  for (clock.nowMs = 0; clock.nowMs < sessionLimitMs; clock.nowMs += step) expect(sessions.find(id)?.id).toBe(id);
  expect(sessions.find(id)).toBeNull();
});

test('no other text is the token', () => {
  const sessions = sessionsAt({ nowMs: 0 });
  for (const text of ['', sessions.token.slice(1), `${sessions.token} `, sessions.token.toLowerCase().toUpperCase()]) {
    expect(sessions.redeem(text)).toBeNull();
  }
  expect(sessions.redeem(sessions.token)).not.toBeNull();
  expect(sessions.redeem(sessions.token)).toBeNull();
});
