import { z } from 'zod';
import { policyFileSchema } from '../../shared/model/policies.ts';

/** The JSON Schema of `resources/policies`, for editors: the text of `resources/schemas/policies.json`. */
export function policiesJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(policyFileSchema, { io: 'input' });
  const about = { $id: 'urn:redline:policies', title: 'Redline policies' };
  return `${JSON.stringify({ $schema, ...about, ...schema }, null, 2)}\n`;
}
