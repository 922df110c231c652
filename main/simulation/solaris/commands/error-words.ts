/** The errors with which the kernel answers a command here. */
export type ErrorName = 'EPERM' | 'ESRCH' | 'ENOMEM' | 'EBUSY' | 'EINVAL' | 'ENOTSUP';

/** The errors in the words of strerror(3C). */
export const errorWords: Readonly<Record<ErrorName, string>> = {
  EPERM: 'Not owner',
  ESRCH: 'No such process',
  ENOMEM: 'Not enough space',
  EBUSY: 'Device busy',
  EINVAL: 'Invalid argument',
  ENOTSUP: 'Operation not supported',
};
