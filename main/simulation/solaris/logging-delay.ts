/** An error's log lines follow its trap by this long, drawn. */
export const quickestLoggingMs = 1;
export const slowestLoggingMs = 40;
