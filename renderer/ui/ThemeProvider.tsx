import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-500.css';
import './kit.css';
import './tokens.css';
import './base.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { styleNonce } from './style-nonce.ts';

const theme = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11px', sm: '12.5px', md: '12.5px', lg: '14px', xl: '17px' },
  primaryColor: 'blue',
  defaultRadius: 6,
  respectReducedMotion: true,
});

const systemIsLight = window.matchMedia('(prefers-color-scheme: light)');
const subscribe = (listener: () => void): (() => void) => {
  systemIsLight.addEventListener('change', listener);
  return () => systemIsLight.removeEventListener('change', listener);
};

interface ThemeProviderProps {
  readonly scheme: 'dark' | 'light' | 'system';
  readonly children: ReactNode;
}

type Scheme = ThemeProviderProps['scheme'];

/** Colours the page before anything is drawn, so that no other theme flashes up first. */
export function paintScheme(chosen: Scheme): void {
  document.documentElement.dataset.mantineColorScheme = schemeOf(chosen, systemIsLight.matches);
}

const schemeOf = (chosen: Scheme, systemLight: boolean): 'dark' | 'light' =>
  chosen === 'system' ? (systemLight ? 'light' : 'dark') : chosen;

/** Colours, type and the kit's library for everything below. */
export function ThemeProvider({ scheme: chosen, children }: ThemeProviderProps): ReactNode {
  const systemLight = useSyncExternalStore(subscribe, () => systemIsLight.matches);
  const scheme = schemeOf(chosen, systemLight);
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      {children}
    </MantineProvider>
  );
}
