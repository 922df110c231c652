import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { chooseRun } from '../live/chosen-run.ts';
import { useCurrentRun, useDrills, usePager, useRuns } from '../live/queries.ts';
import { useStore } from '../live/store.ts';
import { Palette, type PaletteGroup } from '../ui/Palette.tsx';
import { joinGroups, keyGroups } from './keyboard.ts';

/** The palette: what the screen can do first, then open incidents, screens, pace, runs and settings. */
export function CommandPalette(): ReactNode {
  const navigate = useNavigate();
  const run = useCurrentRun();
  const runs = useRuns().data ?? [];
  const drills = useDrills().data ?? [];
  const incidents = usePager(run?.run ?? null).data?.incidents ?? [];
  const groups: PaletteGroup[] = joinGroups(useStore(keyGroups)).map((group) => ({
    name: group.where,
    actions: group.bindings,
  }));
  const open: PaletteGroup = {
    name: 'Incidents',
    actions: incidents
      .filter((incident) => incident.state !== 'resolved')
      .slice(0, 20)
      .map(({ incident, title }) => ({
        does: `Open ${incident}: ${title}`,
        run: () => void navigate({ to: '/incidents/$incident', params: { incident } }),
      })),
  };
  const others: PaletteGroup = {
    name: 'Runs',
    actions: runs
      .filter((other) => other.run !== run?.run)
      .slice(0, 20)
      .map((other) => ({ does: `Look at ${other.run}: ${other.title}`, run: () => chooseRun(other.run) })),
  };
  const consoles: PaletteGroup = {
    name: 'Consoles',
    actions: (drills.find(({ drill }) => drill === run?.drill)?.hosts ?? []).slice(0, 20).map((host) => ({
      does: `Console: ${host}`,
      run: () => void navigate({ to: '/console', search: { host } }),
    })),
  };
  return <Palette groups={[...groups, open, consoles, others].filter((group) => group.actions.length > 0)} />;
}
