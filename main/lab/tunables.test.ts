import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { tunables } from '../../shared/model/tunables.ts';
import { tunablesJsonSchema } from './tunables-json-schema.ts';

const folder = fileURLToPath(new URL('../../resources/', import.meta.url));
const names = tunables.map(({ module, name }) => (module === null ? name : `${module}:${name}`));

/** What the manuals of Solaris 8 and 9 and the notes on processor off-lining name. */
const documented = [
  ...['automatic_cpu_removal', 'cpu_remove_retry_seconds', 'cpu_remove_retry_attempts', 'automatic_page_removal'],
  ...['ecc_softerr_limit', 'ecc_softerr_interval', 'max_pages_retired_bps', 'ce_verbose_memory', 'ce_verbose_other'],
  ...[
    'aft_verbose',
    'memscrub_period_sec',
    'memscrub_span_pages',
    'disable_memscrub',
    'maxusers',
    'max_nprocs',
    'maxuprc',
    'pidmax',
  ],
  ...['reserved_procs', 'rlim_fd_cur', 'rlim_fd_max', 'autoup', 'tune_t_fsflushr', 'ncsize', 'ufs_ninode', 'lotsfree'],
  ...['slowscan', 'maxphys', 'noexec_user_stack', 'rstchown', 'swapfs_minfree', 'priority_paging', 'cachefree'],
  ...['moddebug', 'kmem_flags', 'physmem', 'shmsys:shminfo_shmmax', 'shmsys:shminfo_shmmni', 'shmsys:shminfo_shmseg'],
  ...['semmni', 'semmsl', 'semmns', 'semopm', 'semvmx'].map((name) => `semsys:seminfo_${name}`),
  ...['msgmax', 'msgmnb', 'msgtql'].map((name) => `msgsys:msginfo_${name}`),
];

test('every documented tunable is there, and none twice', () => {
  expect(documented.filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('defaults and ranges fit the variable, and what acts here is known', () => {
  for (const { name, bytes, defaults, range } of tunables) {
    const highest = 2n ** BigInt(8 * bytes) - 1n;
    if (range !== null) {
      expect(BigInt(range.lowest), name).toBeLessThanOrEqual(BigInt(range.highest));
      expect(BigInt(range.highest), name).toBeLessThanOrEqual(highest);
    }
    for (const each of [defaults.solaris8, defaults.solaris9]) {
      if (each === null || 'formula' in each) continue;
      for (const value of [each.value, ...Object.values(each.exceptOn ?? {})]) {
        expect(BigInt(value), name).toBeLessThanOrEqual(highest);
        if (range !== null) expect(BigInt(value), name).toBeGreaterThanOrEqual(BigInt(range.lowest));
      }
    }
  }
  const acting = tunables.filter(({ simulated }) => simulated).map(({ name }) => name);
  expect(acting).toEqual([
    ...['automatic_cpu_removal', 'cpu_remove_retry_seconds', 'cpu_remove_retry_attempts', 'automatic_page_removal'],
    ...['ecc_softerr_limit', 'ecc_softerr_interval', 'max_pages_retired_bps', 'ce_verbose_memory'],
    ...['ce_verbose_other', 'aft_verbose'],
    ...['memscrub_period_sec', 'memscrub_span_pages', 'disable_memscrub'],
    ...['ecc_indictment_mailbox_flags', 'ecc_indictment_mailbox_disable'],
    ...['profile', 'min_timeslice', 'max_timeslice', 'max_sleep_avg', 'starvation_limit'],
    ...['child_penalty', 'parent_penalty', 'exit_weight', 'interactive_delta', 'prio_bonus_ratio'],
    ...['busy_rebalance', 'cache_decay'],
  ]);
});

test('resources/schemas/tunables.json is what the model says', async () => {
  await expect(tunablesJsonSchema()).toMatchFileSnapshot(`${folder}schemas/tunables.json`);
});

test('every file of resources/tunables is read, fits the schema, and a field more does not', () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(tunablesJsonSchema()));
  const files = readdirSync(`${folder}tunables`).map((file) =>
    JSON.parse(readFileSync(`${folder}tunables/${file}`, 'utf8')),
  );
  for (const file of files) {
    expect(validate(file)).toBe(true);
    expect(validate({ ...file, colour: 'red' })).toBe(false);
  }
  expect(files.flatMap((file) => file.tunables)).toHaveLength(tunables.length);
});
