import type {
  GroupDetails,
  GroupRole,
  GroupSummary,
  Member,
  MemberProblem,
  MemberResult,
  MembershipAction,
  MemberStatus,
  Person,
} from '../bindings';
import type { IpcError } from '../error';
import type { Ipc } from '../ipc';
import { alex, eastlakeCore, jonas, mapleProject, mei, nora, omar, people, priya, whitfieldLab } from './people';
import { addressRule, type FakeLimits } from './policy';

/** A group as the sample Globus has it. */
export interface SampleGroup {
  id: string;
  name: string;
  description: string | null;
  highAssurance: boolean;
  /** Folders on protected storage that it reaches. */
  onProtectedStorage?: string[];
  /** False where only managers see who is in it. */
  visible: boolean;
  members: { person: Person; role: GroupRole; status: MemberStatus }[];
}

/** What tests look at and set. */
export interface FakeGroups {
  all: SampleGroup[];
  /** True once the person has said yes to changes of groups. */
  allowed: boolean;
  /** Refuses the next change or look with this. */
  refuse: IpcError | null;
  /** What does not work, by identity. */
  failing: Map<string, MemberProblem>;
}

type GroupsIpc = Pick<Ipc, 'myGroups' | 'groupDetails' | 'actOnMembers' | 'makeGroup' | 'editGroup' | 'deleteGroup'>;

const me: Person = {
  ...nora,
  status: 'used',
  outside: false,
  firstTime: false,
  inGroup: null,
  application: false,
};

const RANK: Record<GroupRole, number> = { member: 0, manager: 1, admin: 2 };
const ROLES: GroupRole[] = ['member', 'manager', 'admin'];

/** Groups of the sample world: one that Nora runs, one that she is in, one with hidden members, one invitation. */
export function sampleGroups(): SampleGroup[] {
  const member = (person: Person, role: GroupRole = 'member', status: MemberStatus = 'active') => ({
    person,
    role,
    status,
  });
  const group = (
    id: string,
    name: string,
    description: string,
    members: SampleGroup['members'],
    more: Partial<SampleGroup> = {},
  ): SampleGroup => ({ id, name, description, highAssurance: false, visible: true, members, ...more });
  const reading = 'bbbbbbbb-0000-4000-8000-000000000004';
  const cohort = 'bbbbbbbb-0000-4000-8000-000000000005';
  return [
    group(whitfieldLab.id, 'Whitfield Lab', 'Forest ecology at Northfield University', [
      member(me, 'admin'),
      member(alex, 'manager'),
      member(omar),
      member(mei, 'member', 'invited'),
      member(jonas, 'member', 'pending'),
      member(priya, 'member', 'pending'),
    ]),
    group(mapleProject.id, 'Maple trial partners', 'Three institutions, one trial', [
      member(omar, 'admin'),
      member(me),
    ]),
    group(eastlakeCore.id, 'Eastlake Core', 'Who runs the sequencers', [member(mei, 'admin'), member(me)], {
      visible: false,
    }),
    group(cohort, 'Clinical cohort 7', 'Protected data', [member(me, 'manager'), member(alex, 'admin')], {
      highAssurance: true,
    }),
    group(reading, 'Statistics reading group', 'Meets on Thursdays', [
      member(alex, 'admin'),
      member(me, 'member', 'invited'),
    ]),
  ];
}

/** Groups in memory; what is shared with them comes from all shares. */
export function createFakeGroups(
  subjectPage: Ipc['subjectPage'],
  limits: () => FakeLimits,
  pause: () => Promise<void>,
) {
  const fake: FakeGroups = { all: sampleGroups(), allowed: true, refuse: null, failing: new Map() };
  const find = (id: string) => fake.all.find((group) => group.id === id);
  const refusal = (): Promise<never> | null => {
    const { refuse } = fake;
    fake.refuse = null;
    return refuse === null ? null : Promise.reject(refuse);
  };

  function summary(group: SampleGroup, shares: number): GroupSummary {
    const mine = group.members.find(({ person }) => person.id === me.id);
    const seen = mine?.status === 'active' && (group.visible || mine.role !== 'member');
    const active = group.members.filter(({ status }) => status === 'active');
    return {
      id: group.id,
      name: group.name,
      description: group.description,
      myRole: mine?.role ?? 'member',
      myStatus: mine?.status ?? 'out',
      invitedAs: mine?.status === 'invited' ? [me.id] : [],
      members: seen ? active.length : null,
      canAddMembers: seen ? active.filter(({ role }) => role !== 'member').length : null,
      owner: seen ? (active.find(({ role }) => role === 'admin')?.person.name ?? null) : null,
      requests: seen ? group.members.filter(({ status }) => status === 'pending').length : 0,
      shares,
      highAssurance: group.highAssurance,
    };
  }

  function memberOf(
    group: SampleGroup,
    sum: GroupSummary,
    { person, role, status }: SampleGroup['members'][number],
  ): Member {
    const manages = sum.myStatus === 'active' && sum.myRole !== 'member';
    const isMe = person.id === me.id;
    const admins = group.members.filter((it) => it.role === 'admin' && it.status === 'active').length;
    const last = role === 'admin' && status === 'active' && admins === 1;
    const inside = status === 'active' || status === 'invited';
    const remove = manages && inside && !isMe && RANK[role] <= RANK[sum.myRole];
    const changes = sum.myRole === 'admin' && manages && status === 'active' && !last;
    const kept = manages && inside && !remove;
    const rule = addressRule(person.username, limits());
    return {
      person,
      role,
      status,
      isMe,
      may: {
        approve: manages && status === 'pending' && rule === null,
        reject: manages && status === 'pending',
        remove,
        roles: changes ? ROLES.filter((each) => each !== role && (rule === null || RANK[each] < RANK[role])) : [],
        forbidden: (manages && status === 'pending') || changes ? rule : null,
        keptBy: kept ? (last && isMe ? 'lastAdministrator' : isMe ? 'beingMine' : 'higherRole') : null,
      },
    };
  }

  async function details(group: SampleGroup): Promise<GroupDetails> {
    const page = await subjectPage({ kind: 'group', id: group.id }).catch(() => null);
    const grants = page?.grants.filter(({ via }) => via.kind === 'own' || via.kind === 'role') ?? [];
    const sum = summary(group, new Set(grants.map(({ collectionId, path }) => collectionId + path)).size);
    const order: MemberStatus[] = ['pending', 'active', 'invited', 'out'];
    const members = group.members
      .map((it) => memberOf(group, sum, it))
      .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || RANK[b.role] - RANK[a.role]);
    const manages = sum.myStatus === 'active' && sum.myRole !== 'member';
    return {
      group: sum,
      members: sum.members === null ? null : members,
      may: {
        invite: manages,
        approve: manages,
        remove: manages,
        changeRole: manages && sum.myRole === 'admin',
        administer: manages && sum.myRole === 'admin',
      },
      leaveAs: sum.myStatus === 'active' && !isLastAdmin(group) ? [me.id] : [],
      onProtectedStorage: group.onProtectedStorage ?? [],
      grants,
      grantsCheckedAt: '2026-09-17T14:10:00Z',
      webPage: `https://app.globus.org/groups/${group.id}/about`,
    };
  }

  const ipc: GroupsIpc = {
    async myGroups() {
      await pause();
      const refused = refusal();
      if (refused) return refused;
      const all = await Promise.all(fake.all.map(details));
      return all.map(({ group }) => group).filter(({ myStatus }) => myStatus !== 'out');
    },
    async groupDetails(id) {
      await pause();
      const group = find(id);
      return refusal() ?? (group ? details(group) : Promise.reject<GroupDetails>({ code: 'NotFound', what: 'group' }));
    },
    async actOnMembers(id, identities, action) {
      await pause();
      const group = find(id);
      const refused = refusal() ?? consent();
      if (refused) return refused;
      if (!group) return Promise.reject({ code: 'NotFound', what: 'group' } satisfies IpcError);
      return { results: changeAll(group, identities, action), details: await details(group) };
    },
    async editGroup(id, edit) {
      await pause();
      const group = find(id);
      const refused = refusal() ?? consent();
      if (refused) return refused;
      if (!group) return Promise.reject({ code: 'NotFound', what: 'group' } satisfies IpcError);
      group.name = edit.name.trim();
      group.description = edit.description?.trim() ?? null;
      return details(group);
    },
    async deleteGroup(id, typedName) {
      await pause();
      const refused = refusal() ?? consent();
      if (refused) return refused;
      if (find(id)?.name !== typedName.trim()) {
        return Promise.reject({ code: 'InvalidInput', field: 'confirmation', reason: 'mismatch' } satisfies IpcError);
      }
      fake.all = fake.all.filter((group) => group.id !== id);
    },
    async makeGroup({ name, description, invite }) {
      await pause();
      const refused = consent();
      if (refused) return refused;
      const id = `bbbbbbbb-0000-4000-8000-${String(100 + fake.all.length).padStart(12, '0')}`;
      const own = { person: me, role: 'admin' as const, status: 'active' as const };
      const made = { id, name: name.trim(), description, highAssurance: false, visible: true, members: [own] };
      fake.all.push(made);
      const failed = fake.refuse;
      fake.refuse = null;
      const invited = failed === null ? changeAll(made, invite, { kind: 'invite', role: 'member' }) : [];
      return { group: (await details(made)).group, invited, failed };
    },
  };

  function isLastAdmin(group: SampleGroup): boolean {
    const admins = group.members.filter(({ role, status }) => role === 'admin' && status === 'active');
    return admins.length === 1 && admins[0]?.person.id === me.id;
  }

  function changeAll(group: SampleGroup, identities: string[], action: MembershipAction): MemberResult[] {
    return identities.map((identityId) => {
      const problem = fake.failing.get(identityId) ?? null;
      if (problem === null) change(group, identityId, action);
      return { identityId, problem };
    });
  }

  function consent(): Promise<never> | null {
    if (fake.allowed) return null;
    // The sign-in that follows brings it.
    fake.allowed = true;
    const demand = {
      required_scopes: ['urn:globus:auth:scope:groups.api.globus.org:all'],
      session_message: null,
      identities: [],
      single_domain: [],
      policies: [],
      mfa: null,
      prompt: null,
    };
    return Promise.reject({ code: 'ConsentRequired', demand } satisfies IpcError);
  }

  return { ...ipc, groups: fake };
}

function change(group: SampleGroup, id: string, action: MembershipAction): void {
  const status: Record<typeof action.kind, MemberStatus> = {
    invite: 'invited',
    approve: 'active',
    reject: 'out',
    remove: 'out',
    changeRole: 'active',
    accept: 'active',
    decline: 'out',
    leave: 'out',
  };
  const known = group.members.find(({ person }) => person.id === id);
  const person = known?.person ?? people.find((each) => each.id === id);
  if (person === undefined) return;
  const role = action.kind === 'invite' || action.kind === 'changeRole' ? action.role : (known?.role ?? 'member');
  const next = { person, role, status: status[action.kind] };
  group.members = [...group.members.filter((it) => it.person.id !== id), next];
}
