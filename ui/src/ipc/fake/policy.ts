import { NO_LIMITS } from '../../components/policy/limits';
import type { InstitutionPolicy, PolicyLimits, PolicyStatement } from '../bindings';

/** No file at either place. */
export function noPolicy(): InstitutionPolicy {
  return {
    files: [
      { place: 'machine', path: '/etc/guestlist/policy.json', state: { kind: 'absent' } },
      { place: 'user', path: '/home/nora/.config/guestlist/policy.json', state: { kind: 'absent' } },
    ],
    statements: [],
    limits: NO_LIMITS,
  };
}

/** One for everybody on the computer. */
export function machinePolicy(limits: Partial<PolicyLimits>, says: PolicyStatement['says'][] = []): InstitutionPolicy {
  const [machine, user] = noPolicy().files;
  return {
    files: [machine, user].flatMap((file, index) =>
      file ? [index === 0 ? { ...file, state: { kind: 'inForce' as const } } : file] : [],
    ),
    statements: says.map((each) => ({ from: 'machine', says: each })),
    limits: { ...NO_LIMITS, ...limits },
  };
}
