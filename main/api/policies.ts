import { api, withDeclaredErrors } from './base.ts';

export const policies = api.policies.router({
  compare: api.policies.compare.handler(async ({ context, input, signal }) =>
    withDeclaredErrors(await context.station.comparePolicies(input.run, signal)),
  ),
});
