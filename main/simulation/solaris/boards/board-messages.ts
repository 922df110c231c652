import { type KernelMessage, kernelMessage } from '../kernel-message.ts';

/** A component of a board as the driver of boards names it: `dr@0:SB2::cpu0`. */
export const componentPath = (apId: string, component: string): string => `dr@0:${apId}::${component}`;

/** A processor begins to leave the system or to join it. */
export const configureMessage = (isIn: boolean, path: string): KernelMessage => {
  const begin = isIn ? 'OS configure ' : 'OS unconfigure ';
  return kernelMessage('dr', 'continuation', `${begin}%s`, `${begin}${path}`);
};

/** The kernel keeps a processor on-line: because of bound threads, or for another reason. */
export function keptMessages(path: string, processor: number, hasThreads: boolean): readonly KernelMessage[] {
  const failed = kernelMessage('dr', 'warning', '%s: %s', `${path}: Failed to off-line`);
  if (!hasThreads) return [failed];
  const begin = 'dr_pre_release_cpu: thread(s) bound to cpu ';
  const bound = kernelMessage('dr', 'warning', '%s: thread(s) bound to cpu %d', `${begin}${processor}`);
  return [failed, bound];
}
