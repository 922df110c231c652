import { z } from 'zod';
import { tunableFileSchema } from '../../shared/model/tunables.ts';

/** The JSON Schema of `resources/tunables`, for editors: the text of `resources/schemas/tunables.json`. */
export function tunablesJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(tunableFileSchema, { io: 'input' });
  const about = { $id: 'urn:redline:tunables', title: 'Redline tunables' };
  return `${JSON.stringify({ $schema, ...about, ...schema }, null, 2)}\n`;
}
