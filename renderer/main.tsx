import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assertPresent } from '../shared/lib/assert.ts';
import { App } from './app/App.tsx';
import { Live } from './live/live.ts';
import { preferences } from './live/preferences.ts';
import { connect } from './transport/connect.ts';
import { paintScheme } from './ui/ThemeProvider.tsx';

paintScheme(preferences.get().theme);
const live = new Live(connect());
const root = assertPresent(document.getElementById('root'), 'index.html has a root');

createRoot(root).render(
  <StrictMode>
    <App live={live} />
  </StrictMode>,
);
