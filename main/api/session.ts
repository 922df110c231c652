import { api } from './base.ts';

export const session = api.session.router({
  read: api.session.read.handler(({ context }) => context.station.describeSession(context.session)),
  become: api.session.become.handler(({ context, input }) =>
    context.station.become(context.session, input.person, input.role),
  ),
  testPage: api.session.testPage.handler(({ context }) => ({
    notified: context.station.sendTestPage(context.session),
  })),
});
