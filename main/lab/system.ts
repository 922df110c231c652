import { printed } from '../../shared/lib/message-class.ts';
import type { Release } from '../../shared/model/drill.ts';
import { readSystemFile } from '../../shared/system-file/read-system-file.ts';
import type { Directive, Setting } from '../../shared/system-file/statements.ts';

/** What `redline lab system` prints. Numbers are decimal text: 64 bits do not fit a JSON number. */
export interface SystemDocument {
  readonly settings: readonly {
    readonly line: number;
    readonly module: string | null;
    readonly name: string;
    readonly op: string;
    readonly value: string;
  }[];
  readonly directives: readonly { readonly line: number; readonly command: string; readonly value: string }[];
  readonly messages: readonly string[];
  readonly effective: Readonly<Record<string, string>>;
}

/** What a kernel of this release on an UltraSPARC III makes of `/etc/system`. Any text is one. */
export function labSystem(text: string, options: { readonly release: Release }): SystemDocument {
  const { statements, messages, effective } = readSystemFile(text, options.release, 'US-III');
  const settings = statements.filter((statement): statement is Setting => statement.kind === 'setting');
  const directives = statements.filter((statement): statement is Directive => statement.kind === 'directive');
  return {
    settings: settings.map(({ line, module, name, op, value, text: string }) => {
      return { line, module, name, op, value: string ?? value.toString() };
    }),
    directives: directives.map(({ line, command, value }) => ({ line, command, value })),
    messages: messages.map(({ messageClass, text: body }) => printed(messageClass, body)),
    effective: Object.fromEntries([...effective].map(([name, value]) => [name, value.toString()])),
  };
}
