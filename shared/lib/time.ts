/** Simulated time is an integer of nanoseconds since the scenario's start: exact in a double to 104 days. */
export const microsecondNs = 1_000;
export const millisecondNs = 1_000_000;
export const secondNs = 1_000_000_000;
export const minuteNs = 60 * secondNs;
export const hourNs = 60 * minuteNs;
export const dayNs = 24 * hourNs;

/** The longest run: 100 days, so that a nanosecond stays exact. */
export const longestRunNs = 100 * dayNs;
