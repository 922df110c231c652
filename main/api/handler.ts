import { RPCHandler } from '@orpc/server/ws';
import { router } from './router.ts';

/**
 * Answers the calls of every link. It is made for WebSockets and serves ports as well, which carry the same messages:
 * unlike the library's handler for ports it survives messages that are none, and a page gone wrong must not end the
 * program.
 */
export const handler = new RPCHandler(router);

/** What the handler needs of a link. */
export type Link = Parameters<typeof handler.upgrade>[0];
