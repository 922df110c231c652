import { printRegister, type Register, readRegister } from '../../hardware/register.ts';
import { type KernelMessage, kernelMessage } from '../kernel-message.ts';

/** What the kernel tells of pages at the level of messages that Solaris 8 and 9 have. */
const formats = {
  removal: 'Scheduling removal of page 0x%08x.%08x',
  clearing: 'Scheduling clearing of error on page 0x%08x.%08x',
  retired: 'Page 0x%08x.%08x removed from service',
  cleared: 'Previously reported error on page 0x%08x.%08x cleared',
  refused: 'Page 0x%08x.%08x not retired due to limit exceeded',
  returning: 'unretiring retired page 0x%08x.%08x',
  returned: 'Page 0x%08x.%08x returned to service',
} as const;

const stuckFormat =
  'Uncorrectable Error occurred at PA 0x%08x.%08x while attempting to clear previously reported error; page removed from service';

const withAddress = (format: string, address: string): string => format.replace('0x%08x.%08x', address);

/** A note about a page. `address` is printed as it is: of the error when the page is scheduled, else of the page. */
export const pageMessage = (tells: keyof typeof formats, address: string): KernelMessage =>
  kernelMessage('unix', 'note', formats[tells], withAddress(formats[tells], address));

/** An uncorrectable error came back while the page was written over and read. */
export const stuckMessage = (address: string): KernelMessage =>
  kernelMessage('unix', 'warning', stuckFormat, withAddress(stuckFormat, address));

/** A page has 8 KB. */
const pageMask = 0x1fff;

const firstOfPage = ({ high, low }: Register): Register => ({ high, low: (low & ~pageMask) >>> 0 });

/** The first address of the page that holds an address, both as Solaris prints them. */
export const pageAddress = (address: string): string => printRegister(firstOfPage(readRegister(address)));
