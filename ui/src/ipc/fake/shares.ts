import { dayOf, endOfDay } from '../../time/days';
import type { Guest, Storage } from '../bindings';
import { SAMPLE_NOW, SAMPLE_ZONE, type alex, type whitfieldLab } from './people';

export const researchStorage: Storage = {
  id: 'cccccccc-0000-4000-8000-000000000001',
  name: 'Northfield Research Storage',
  kind: 'server',
  online: true,
  highAssurance: false,
};

export const thisComputer: Storage = {
  id: 'cccccccc-0000-4000-8000-000000000002',
  name: 'Nora’s laptop',
  kind: 'thisComputer',
  online: true,
  highAssurance: false,
};

/** The moment at which access ends, a number of days from the sample's today. */
export function endsIn(days: number): string {
  const day = dayOf(SAMPLE_NOW, SAMPLE_ZONE).add({ days });
  return endOfDay(day, SAMPLE_ZONE).instant.toISOString();
}

export const toPerson = (person: typeof alex): Guest => ({ kind: 'person', ...person });
export const toGroup = (group: typeof whitfieldLab): Guest => ({ kind: 'group', ...group });
