import { type RefObject, useEffect, useState } from 'react';

/** Whether the element holds more than fits into it, also after it or what is in it has changed its size. */
export function useScrolls(element: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const measure = (): void => setScrolls(box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth);
    const sizes = new ResizeObserver(measure);
    sizes.observe(box);
    const contents = new MutationObserver(measure);
    contents.observe(box, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, [element]);
  return scrolls;
}
