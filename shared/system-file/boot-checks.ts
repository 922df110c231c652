import type { MessageClass } from '../lib/message-class.ts';
import type { KernelVariables } from './apply-settings.ts';

const defaultWriteAgeSeconds = 30n;
const mostMaxUsers = 4096n;

const asInt = (value: bigint): bigint => BigInt.asIntN(32, value);

function limit(variables: KernelVariables, name: string, value: bigint, message: [MessageClass, string] | null): void {
  variables.changed.set(name, value);
  if (message === null) return;
  const [messageClass, begin] = message;
  variables.messages.push({
    module: 'unix',
    messageClass,
    format: `${begin}${name === 'physmem' ? '%ld' : '%d'}`,
    text: `${begin}${value}`,
    place: variables.placeOf(name),
  });
}

/** What the kernel looks at once its own variables are set, before it computes others from them. */
export function checkVariables(variables: KernelVariables): void {
  const value = (name: string): bigint => variables.value(name) ?? 0n;
  const initial = (name: string): bigint => variables.initial(name) ?? 0n;
  if (asInt(value('autoup')) <= 0n) {
    limit(variables, 'autoup', defaultWriteAgeSeconds, ['warning', 'autoup <= 0; defaulting to ']);
  }
  if (asInt(value('tune_t_fsflushr')) <= 0n) {
    const begin = 'tune_t_fsflushr <= 0; defaulting to ';
    limit(variables, 'tune_t_fsflushr', initial('tune_t_fsflushr'), ['warning', begin]);
  }
  if (value('physmem') > initial('physmem')) {
    limit(variables, 'physmem', initial('physmem'), ['note', 'physmem limited to ']);
  }
  if (asInt(value('maxusers')) > mostMaxUsers) {
    limit(variables, 'maxusers', mostMaxUsers, ['note', 'maxusers limited to ']);
  }
  // Nothing is printed about this one.
  if (value('rlim_fd_cur') > value('rlim_fd_max')) limit(variables, 'rlim_fd_cur', value('rlim_fd_max'), null);
}
