import type { Place } from './system-message.ts';

/** How a setting changes its variable: assign, and, or. */
export type SettingOperator = '=' | '&' | '|';

/** `set [module:]name op value`. */
export interface Setting {
  readonly kind: 'setting';
  readonly line: number;
  readonly place: Place;
  /** The module whose variable it is, null for the kernel itself. */
  readonly module: string | null;
  readonly name: string;
  readonly op: SettingOperator;
  /** 64 bits, unsigned; of a string the address at which the kernel keeps it. */
  readonly value: bigint;
  /** The string, its escapes replaced; null for a number. */
  readonly text: string | null;
  readonly isHexadecimal: boolean;
}

/** The commands that take a text, as the kernel prints them. */
export type DirectiveCommand = 'exclude' | 'forceload' | 'rootdev' | 'rootfs' | 'swapdev' | 'swapfs' | 'moddir';

/** Any other statement that stays in effect, such as `forceload: drv/foo`. */
export interface Directive {
  readonly kind: 'directive';
  readonly line: number;
  readonly place: Place;
  readonly command: DirectiveCommand;
  readonly value: string;
}

export type Statement = Setting | Directive;
