import type { GroupRole, Member, MembershipAction } from '../../../ipc/bindings';

/** What the person is asked about before it is done. */
export type Ask =
  | { kind: 'letIn'; members: readonly [Member, ...Member[]] }
  | { kind: 'turnAway' | 'remove' | 'takeBack'; members: readonly [Member] }
  | { kind: 'role'; members: readonly [Member]; role: GroupRole };

/** What Globus is asked to do for it. */
export function actionOf(ask: Ask): MembershipAction {
  switch (ask.kind) {
    case 'letIn':
      return { kind: 'approve' };
    case 'turnAway':
      return { kind: 'reject' };
    case 'remove':
    case 'takeBack':
      return { kind: 'remove' };
    case 'role':
      return { kind: 'changeRole', role: ask.role };
  }
}

/** Whether somebody loses something. */
export const isDanger = (ask: Ask): boolean => ask.kind === 'remove' || ask.kind === 'turnAway';
