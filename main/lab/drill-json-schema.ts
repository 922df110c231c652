import { z } from 'zod';
import { drillSchema, drillVersion } from '../../shared/model/drill.ts';

/** The JSON Schema of drill files, for editors: the text of `resources/schemas/drill.json`. */
export function drillJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(drillSchema, { io: 'input' });
  const about = { $id: `urn:redline:drill:${drillVersion}`, title: `Redline drill, version ${drillVersion}` };
  return `${JSON.stringify({ $schema, ...about, ...schema }, null, 2)}\n`;
}
