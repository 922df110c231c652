import { expect, it } from 'vitest';
import { type EventKind, eventKinds, eventSchemas } from '../model/events.ts';
import { describeEvent } from './describe-event.ts';

const people = [{ id: 'dana', name: 'Dana Okafor' }];
const onProcessor = { host: 'sf15k-domc', processor: 64 };
const ofPage = { host: 'sf15k-domc', address: '0x000000a1.d9698000' };
const page = 'page 0x000000a1.d9698000 of sf15k-domc';
const module = { host: 'sf15k-domc', module: 'SB2/P1/B0/D0 J14300' };
const windowNs = 86_400_000_000_000;
const reason = 'more than 2 xxC Events in 24:00:00 (hh:mm:ss)';

/** One event of every kind and the sentence that a person reads. */
const sentences: { readonly [Kind in EventKind]: readonly [data: object, text: string] } = {
  'run.started': [
    { title: 'Slow cache', seed: 7, startsAt: '2003-10-23T11:36:00Z', zone: 'UTC' },
    'Drill “Slow cache” started at 2003-10-23T11:36:00Z, seed 7',
  ],
  'run.ended': [{ reason: 'every incident is closed' }, 'Drill ended: every incident is closed'],
  'host.booted': [
    {
      host: 'sf15k-domc',
      platform: 'starcat',
      cpuType: 'US-III+',
      release: 'solaris9',
      bootedAt: '2003-10-23T11:20:49.5Z',
    },
    'sf15k-domc, a Sun Fire 12K/15K with UltraSPARC III+ under Solaris 9, is up since 2003-10-23T11:20:49.5Z',
  ],
  'host.went-down': [
    { host: 'sf15k-domc', reason: 'rebooted by root', panicked: false },
    'sf15k-domc went down: rebooted by root',
  ],
  'host.phase-began': [
    { host: 'sf15k-domc', phase: 'testing', untilNs: 160_000_000_000 },
    'sf15k-domc is in its power-on self-test',
  ],
  'host.stopped': [
    { host: 'sf15k-domc', problem: 'rootfs names nfs: the root file system is ufs' },
    'sf15k-domc did not boot and waits at the ok prompt: rootfs names nfs: the root file system is ufs',
  ],
  'processor.configured': [{ ...onProcessor, board: 'SB2', position: 'SB2/P0' }, 'CPU64 of sf15k-domc is at SB2/P0'],
  'inject.ecc': [
    { ...onProcessor, inject: 0, name: 'WDC' },
    'Injected a WDC error into the L2 cache of CPU64 of sf15k-domc',
  ],
  'inject.bind-thread': [
    { ...onProcessor, inject: 1 },
    'Bound a thread to CPU64 of sf15k-domc, so that it cannot go off-line',
  ],
  'inject.unbind-threads': [{ ...onProcessor, inject: 2 }, 'Released the threads bound to CPU64 of sf15k-domc'],
  'inject.command': [
    { host: 'sf15k-domc', line: 'psradm -f 64', inject: 5 },
    'Had “psradm -f 64” typed on the console of sf15k-domc',
  ],
  'system-file.saved': [
    { host: 'sf15k-domc', text: 'set maxusers=40\n* end' },
    '/etc/system of sf15k-domc was saved, 2 lines: it acts from the next boot on',
  ],
  'system-file.bypassed': [
    { host: 'sf15k-domc', text: '' },
    'sf15k-domc booted with the file of the boot before, not with what is saved as /etc/system',
  ],
  'board.began': [
    { host: 'sf15k-domc', board: 'SB2', action: 'unconfigure', untilNs: 40_000_000_000 },
    'Began to unconfigure board SB2 of sf15k-domc',
  ],
  'board.changed': [
    { host: 'sf15k-domc', board: 'SB2', was: 'configured', state: 'unconfigured' },
    'Board SB2 of sf15k-domc is unconfigured now, it was configured',
  ],
  'scheduler.rehomed': [
    { ...onProcessor, tasks: 3, targets: '65 (3)' },
    '3 tasks of CPU64 of sf15k-domc went to CPU65 (3)',
  ],
  'board.failed': [
    { host: 'sf15k-domc', board: 'SB2', action: 'unconfigure', problem: 'Failed to off-line: dr@0:SB2::cpu0' },
    'Could not unconfigure board SB2 of sf15k-domc: Failed to off-line: dr@0:SB2::cpu0',
  ],
  'console.ran': [
    {
      host: 'sf15k-domc',
      line: 'psradm -f 64 99',
      exit: 1,
      output: 'psradm: processor 64: Device busy\npsradm: processor 99: Invalid argument',
      person: '',
    },
    'sf15k-domc# psradm -f 64 99 (exit 1): psradm: processor 64: Device busy psradm: processor 99: Invalid argument',
  ],
  'processor.changed': [
    { ...onProcessor, was: 'off-line', state: 'no-intr' },
    'CPU64 of sf15k-domc is no-intr now, it was off-line',
  ],
  'indictment.sent': [
    { ...onProcessor, board: 'SB2', type: 3, uncertain: true },
    'sf15k-domc indicted CPU64 of sf15k-domc on SB2 to its system controller for an uncorrectable error of its L2 cache, as uncertain',
  ],
  'inject.memory': [
    { ...onProcessor, inject: 3, name: 'CE', class: 'sticky', pageState: 'locked' },
    'Injected a memory error CE (sticky, page locked) that CPU64 of sf15k-domc meets',
  ],
  'inject.faulty-cell': [
    {
      ...ofPage,
      place: 'memory',
      unum: module.module,
      where: 'row 1, line 9',
      fault: 'stuck',
      bits: 'data bit 40 at 1',
      inject: 6,
    },
    'Broke one bit for good (data bit 40 at 1) of SB2/P1/B0/D0 J14300 in sf15k-domc, row 1, line 9, at address 0x000000a1.d9698000',
  ],
  'inject.unretire-page': [{ ...ofPage, inject: 4 }, `Had the ${page} returned to service`],
  'memory.reported': [
    {
      ...{ ...onProcessor, name: 'CE', class: 'persistent', errId: '', afsr: '', afar: '', syndrome: 0x31 },
      unum: module.module,
    },
    'Corrected memory error CE met by CPU64 of sf15k-domc, persistent (SB2/P1/B0/D0 J14300)',
  ],
  'module.counted': [
    { ...module, count: 1, limit: 2, windowNs },
    'Memory module SB2/P1/B0/D0 J14300 of sf15k-domc has had 1 error in 24 h; from more than 2 on their pages are retired',
  ],
  'module.overflowed': [
    { ...module, count: 3, limit: 2, windowNs },
    'Memory module SB2/P1/B0/D0 J14300 of sf15k-domc has had 3 errors in 24 h, more than the 2 allowed: the page of the newest must go',
  ],
  'memory-page.scheduled': [
    { ...ofPage, action: 'clearing', module: '' },
    `The ${page} is to be cleared of an uncorrectable error`,
  ],
  'memory-page.deferred': [
    { ...ofPage, state: 'locked' },
    `The ${page} cannot be retired yet: a program has locked it`,
  ],
  'memory-page.retired': [
    { ...ofPage, reason: 'corrected', retired: 1, limit: 1048 },
    `The ${page} is retired for corrected errors; 1 of its pages is retired now`,
  ],
  'memory-page.refused': [
    { ...ofPage, limit: 1048 },
    `The ${page} stays in service: the limit of 1,048 retired pages is reached`,
  ],
  'memory-page.cleared': [ofPage, `The ${page} is cleared of its error and back in service`],
  'memory-page.returned': [ofPage, `The ${page} is returned to service`],
  'ecc.reported': [
    {
      ...onProcessor,
      name: 'UCC',
      category: 'B',
      errId: '0x000000e3.2774aaf0',
      afsr: '',
      afar: '',
      syndrome: 0x1f0,
      unum: 'SB2/P0/E0 J4400',
      first: true,
      multiple: false,
    },
    'Corrected L2 cache error UCC on CPU64 of sf15k-domc, the first of several (SB2/P0/E0 J4400)',
  ],
  'message.logged': [
    { host: 'sf15k-domc', module: 'unix', id: 1, level: 'info', text: 'WDC Event detected\n    AFSR 0x40' },
    'WDC Event detected AFSR 0x40',
  ],
  'message.repeated': [
    { host: 'sf15k-domc', times: 6, lastAtNs: 53, level: 'notice', text: 'last message repeated 6 times' },
    'last message repeated 6 times',
  ],
  'serd.counted': [
    { ...onProcessor, count: 1, limit: 2, windowNs },
    'CPU64 of sf15k-domc has had 1 error in 24 h; more than 2 take it off-line',
  ],
  'serd.fired': [
    { ...onProcessor, count: 3, limit: 2, windowNs },
    'CPU64 of sf15k-domc has had 3 errors in 24 h, more than the 2 allowed: it must go off-line',
  ],
  'offlining.failed': [
    { ...onProcessor, reason, error: 'EBUSY', attempt: 1, retriesLeft: 24, nextAttemptNs: 6_160_000_000 },
    'CPU64 of sf15k-domc could not be taken off-line, attempt 1: Device busy (EBUSY); 24 retries left',
  ],
  'offlining.gave-up': [
    { ...onProcessor, reason, error: 'EBUSY', attempts: 25 },
    'CPU64 of sf15k-domc stays on-line: gave up taking it off-line after 25 attempts, Device busy (EBUSY)',
  ],
  'processor.offlined': [
    { ...onProcessor, reason, attempts: 2 },
    'CPU64 of sf15k-domc taken off-line after 1 retry: more than 2 xxC Events in 24:00:00 (hh:mm:ss)',
  ],
  'alert.raised': [
    {
      alert: 'ALERT-1',
      rule: 'processor-offlined',
      severity: 'high',
      ...onProcessor,
      title: 'CPU64 off',
      evidence: '',
    },
    'CPU64 off',
  ],
  'alert.cleared': [
    { alert: 'ALERT-1', rule: 'processor-offlined', ...onProcessor, evidence: 'no error for 2 min' },
    'Alert cleared for CPU64 of sf15k-domc',
  ],
  'incident.opened': [
    { incident: 'INC-1', severity: 'high', title: 'CPU64 off', host: 'sf15k-domc' },
    'INC-1 opened, high: CPU64 off',
  ],
  'incident.raised': [
    { incident: 'INC-1', severity: 'critical', title: 'CPU64 stays' },
    'INC-1 raised to critical: CPU64 stays',
  ],
  'incident.calmed': [{ incident: 'INC-1', evidence: 'no error for 2 min' }, 'INC-1 is calm: no error for 2 min'],
  'incident.acknowledged': [
    { incident: 'INC-1', person: 'dana', waitedNs: 131_000_000_000 },
    'Acknowledged after 2 min 11 s',
  ],
  'incident.unacknowledged': [
    { incident: 'INC-1', person: 'dana' },
    'Took the acknowledgement back: paging starts again',
  ],
  'incident.noted': [{ incident: 'INC-1', person: 'dana', text: 'Moving the ledger' }, 'Moving the ledger'],
  'incident.resolved': [{ incident: 'INC-1', person: 'dana' }, 'Resolved INC-1'],
  'incident.reopened': [{ incident: 'INC-1', person: 'dana' }, 'Reopened INC-1'],
  'incident.silenced': [{ incident: 'INC-1', person: 'dana' }, 'Silenced the tones of INC-1; paging goes on'],
  'page.sent': [
    {
      page: 'PAGE-1',
      incident: 'INC-1',
      person: 'dana',
      step: 1,
      severity: 'high',
      title: 'CPU64 off',
      why: 'on call now',
    },
    'Paged Dana Okafor: on call now',
  ],
  'page.unanswered': [
    { page: 'PAGE-1', incident: 'INC-1', person: 'dana', waitedNs: 300_000_000_000 },
    'Dana Okafor did not answer within 5 min',
  ],
  'escalation.exhausted': [
    { incident: 'INC-1', pages: 2 },
    'Nobody is left to page for INC-1: 2 pages without an answer',
  ],
  'oncall.began': [
    { person: 'dana', name: 'Dana Okafor', next: 'sam', nextName: 'Sam Lee', untilNs: 1, why: 'first turn' },
    'Dana Okafor is on call, then Sam Lee: first turn',
  ],
  'command.applied': [
    { number: 1, actor: 'dana', role: 'responder', command: 'incident.acknowledge', incident: 'INC-1' },
    'Dana Okafor asked to acknowledge INC-1',
  ],
  'command.refused': [
    { number: 1, actor: 'sam', command: 'incident.acknowledge', incident: 'INC-1', problem: 'INC-1 is resolved.' },
    'Refused: INC-1 is resolved.',
  ],
};

it.each(eventKinds)('puts %s into one plain sentence', (kind) => {
  const [data, text] = sentences[kind];
  const checked = eventSchemas[kind].parse(data);
  const description = describeEvent({ kind, subject: '', data: checked }, people);
  expect(description.text).toBe(text);
  expect(description.text).not.toMatch(/\n|undefined|NaN/);
  expect(description.label).toMatch(/^[a-z][a-z -]{1,10}$/);
  expect(description.actor).toMatch(/^\S.{1,60}$/);
});

it('cuts what a command has printed to what fits a timeline', () => {
  const data = { ...sentences['console.ran'][0], output: 'x\n'.repeat(10_000) };
  const { text } = describeEvent({ kind: 'console.ran', subject: '', data });
  expect(text.length).toBeLessThan(400);
  expect(text).toMatch(/x x…$/);
});

it('says who typed a line on a console, where a person did', () => {
  const actorOf = (person: string): string =>
    describeEvent({ kind: 'console.ran', subject: '', data: { ...sentences['console.ran'][0], person } }, people).actor;
  expect(actorOf('')).toBe('sf15k-domc');
  expect(actorOf('dana')).toBe('Dana Okafor');
});

it('calls a person who is not of the run by id, and says who acted', () => {
  const acknowledged = {
    kind: 'incident.acknowledged',
    subject: '',
    data: sentences['incident.acknowledged'][0],
  } as never;
  expect(describeEvent(acknowledged).actor).toBe('dana');
  expect(describeEvent(acknowledged, people).actor).toBe('Dana Okafor');
});

it('leaves the retries out where the first attempt succeeded', () => {
  const data = { ...onProcessor, reason: 'xxU Event', attempts: 1 };
  expect(describeEvent({ kind: 'processor.offlined', subject: '', data }).text).toBe(
    'CPU64 of sf15k-domc taken off-line: xxU Event',
  );
});

it('tells errors that are none of the L2 cache', () => {
  const said = (kind: EventKind, data: object): string =>
    describeEvent({ kind, subject: '', data: eventSchemas[kind].parse(data) }).text;
  const registers = { errId: '', afsr: '', afar: '', syndrome: 0, first: false, multiple: false, category: '' };
  expect(said('ecc.reported', { ...onProcessor, ...registers, name: 'TO', unum: '' })).toBe(
    'Uncorrectable error TO on CPU64 of sf15k-domc',
  );
  expect(said('ecc.reported', { ...onProcessor, ...registers, name: 'EMC', unum: 'SB2/P0/B0/D0 J13300' })).toBe(
    'Corrected error EMC on CPU64 of sf15k-domc (SB2/P0/B0/D0 J13300)',
  );
  expect(said('inject.ecc', { ...onProcessor, inject: 0, name: 'TO' })).toBe(
    'Injected the error TO, which CPU64 of sf15k-domc reports',
  );
});

it('tells the other forms of what happens to memory', () => {
  const said = (kind: EventKind, data: object): string =>
    describeEvent({ kind, subject: '', data: eventSchemas[kind].parse(data) }).text;
  expect(said('memory-page.scheduled', { ...ofPage, action: 'removal', module: 'J14300' })).toBe(
    `The ${page} is to be retired`,
  );
  expect(said('memory-page.retired', { ...ofPage, reason: 'uncorrectable', retired: 2, limit: 1048 })).toBe(
    `The ${page} is retired for an uncorrectable error; 2 of its pages are retired now`,
  );
  const uncorrectable = { name: 'UE', class: '', errId: '', afsr: '', afar: '', syndrome: 5, unum: module.module };
  expect(said('memory.reported', { ...onProcessor, ...uncorrectable })).toBe(
    'Uncorrectable memory error UE met by CPU64 of sf15k-domc (SB2/P1/B0/D0 J14300)',
  );
});
