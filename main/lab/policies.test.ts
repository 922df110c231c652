import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parseDuration } from '../../shared/lib/duration.ts';
import { minuteNs } from '../../shared/lib/time.ts';
import { type Policy, policies } from '../../shared/model/policies.ts';
import { tunables } from '../../shared/model/tunables.ts';
import { serdRuleOf } from '../simulation/solaris/policies/rule-words.ts';
import { processorRule } from '../simulation/solaris/serd/rule.ts';
import { policiesJsonSchema } from './policies-json-schema.ts';

const folder = fileURLToPath(new URL('../../resources/', import.meta.url));
const policyOf = (name: string): Policy => {
  const policy = policies.find((each) => each.name === name);
  if (policy === undefined) throw new Error(`no policy ${name}`);
  return policy;
};

test('resources/schemas/policies.json is what the model says', async () => {
  await expect(policiesJsonSchema()).toMatchFileSnapshot(`${folder}schemas/policies.json`);
});

test('every file of resources/policies is read, under its own name, and fits the schema', () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(policiesJsonSchema()));
  const files = readdirSync(`${folder}policies`);
  expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(policies.map(({ name }) => name).sort());
  for (const file of files) {
    const read = JSON.parse(readFileSync(`${folder}policies/${file}`, 'utf8'));
    expect(validate(read), file).toBe(true);
    expect(validate({ ...read, colour: 'red' }), file).toBe(false);
    expect(read.name).toBe(file.replace('.json', ''));
  }
});

test.each(['solaris8', 'solaris9'] as const)('POL-1: what is told of %s is what its kernel does', (release) => {
  const { kernel, processor, memory } = policyOf(release);
  const defaultOf = (name: string): number => {
    const value = tunables.find((each) => each.name === name)?.defaults[release];
    if (value === undefined || value === null || !('value' in value)) throw new Error(name);
    return Number(value.value);
  };
  expect(kernel).toBe(release);
  expect(processor.corrected && serdRuleOf(processor.corrected)).toEqual(processorRule);
  expect(processor.attempts.value).toBe(defaultOf('cpu_remove_retry_attempts') + 1);
  expect(processor.interval.value).toBe(`${defaultOf('cpu_remove_retry_seconds')}s`);
  expect(memory.corrected?.limit).toBe(defaultOf('ecc_softerr_limit'));
  expect(parseDuration(memory.corrected?.window ?? '')).toBe(defaultOf('ecc_softerr_interval') * minuteNs);
  expect(memory.mostRetiredBasisPoints?.value).toBe(defaultOf('max_pages_retired_bps'));
});

test('POL-2: the numbers of the others are those that their own files have', () => {
  const corrected = (name: string) => {
    const { processor, memory } = policyOf(name);
    const said = (rule: Policy['processor']['corrected']) =>
      rule === null ? null : `${rule.form} ${rule.fires} ${rule.limit} in ${rule.window}`;
    return [said(processor.corrected), said(memory.corrected), memory.per];
  };
  expect(corrected('fma')).toEqual(['list above 12 in 1h', 'list above 2 in 72h', 'module']);
  expect(corrected('mcelog')).toEqual(['sliding at 64 in 100d', 'bucket at 2 in 24h', 'page']);
  expect(corrected('rasdaemon')).toEqual([null, 'bucket at 50 in 24h', 'page']);
  expect(corrected('rasdaemon-isolation')).toEqual(['sliding at 18 in 24h', 'bucket at 50 in 24h', 'page']);
  expect(policyOf('rasdaemon-isolation').processor.mostOffLine?.value).toBe(10);
  const { attempts, interval, trainWindow } = policyOf('fma').processor;
  expect([attempts.value, interval.value, trainWindow?.value]).toEqual([10, '1s', '200ms']);
});
