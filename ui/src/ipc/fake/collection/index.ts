import type { CollectionAbout, CollectionRights, Diagnosis, DiagnosisStep, Finding, Look } from '../../bindings';
import type { IpcError } from '../../error';
import type { Ipc } from '../../ipc';
import type { FakeAudit } from '../audit';
import { principal } from '../audit/rows';
import type { SampleCollection } from '../audit/sample';
import { nora, SAMPLE_NOW } from '../people';
import { allowedRoles, type FakeLimits } from '../policy';
import { guestsOf } from './effective';
import { roleGrant, roleRows, sampleActivityRoles, type ActivityRole } from './roles';
import { exists, sharedFolders, subfolders } from './tree';

/** What tests look at and set. */
export interface FakeCollections {
  /** Replaces what the signed-in person may do. */
  may: Partial<CollectionRights>;
  /** False for somebody who may not see who has a role. */
  rolesVisible: boolean;
  /** What the next look at why somebody can't open it ends in. */
  diagnosis: Diagnosis | null;
  /** Refuses the next change with this. */
  refuse: IpcError | null;
  activityRoles: ActivityRole[];
}

type CollectionIpc = Pick<
  Ipc,
  | 'collectionDetails'
  | 'keptCollection'
  | 'folderAccess'
  | 'giveRole'
  | 'takeRole'
  | 'updateAbout'
  | 'deletionPreview'
  | 'deleteCollection'
  | 'diagnose'
>;

const OWNER: CollectionRights = {
  changeAccess: true,
  removeAccess: true,
  changeRoles: true,
  edit: true,
  delete: true,
  because: null,
  rolesNeedSubscription: false,
  onServer: false,
};

const LOOKS: Look[] = [
  'storageOnline',
  'folderExists',
  'ownerAccess',
  'grant',
  'groupMembership',
  'endDate',
  'identity',
  'protectedStorage',
];

/** Guest collections in detail, on the same data as all shares. */
export function createFakeCollections(audit: FakeAudit, limits: () => FakeLimits, pause: () => Promise<void>) {
  const abouts = new Map<string, CollectionAbout>();
  let made = 0;
  const collections: FakeCollections = {
    may: {},
    rolesVisible: true,
    diagnosis: null,
    refuse: null,
    activityRoles: sampleActivityRoles(audit.world),
  };

  /** The collection, once it is sure that Globus answers. */
  async function asked(id: string): Promise<SampleCollection> {
    await pause();
    const error: IpcError = audit.offline ? { code: 'Offline' } : { code: 'NotFound', what: 'collection' };
    const found = audit.offline ? undefined : audit.world.collections.find((each) => each.id === id);
    return found ?? Promise.reject(error);
  }

  async function changing(id: string): Promise<SampleCollection> {
    const found = await asked(id);
    const { refuse } = collections;
    collections.refuse = null;
    return refuse === null ? found : Promise.reject(refuse);
  }

  const aboutOf = ({ id, name, storage }: SampleCollection): CollectionAbout =>
    abouts.get(id) ?? {
      displayName: name,
      description: null,
      keywords: [],
      organization: 'Northfield University',
      contactEmail: nora.username,
      contactInfo: null,
      infoLink: null,
      notifyDownloads: storage.kind === 'server' ? null : false,
      notifyUploads: storage.kind === 'server' ? null : false,
    };

  const rolesOf = (collection: SampleCollection) =>
    roleRows(audit.world, collections.activityRoles, collection, limits());
  const linksOf = (id: string) => ({
    link: `https://app.globus.org/file-manager?origin_id=${id}&origin_path=%2F`,
    webPage: `https://app.globus.org/file-manager/collections/${id}/overview`,
  });
  const idleIn = (collection: SampleCollection) =>
    audit.world.grants.filter((grant) => grant.collection === collection && grant.noEffect).length;
  const guestsIn = (collection: SampleCollection) =>
    new Set(audit.world.grants.filter((each) => each.collection === collection).map((each) => principal(each.access)))
      .size - 1;

  const ipc: CollectionIpc = {
    async collectionDetails(id) {
      const collection = await asked(id);
      const roles = rolesOf(collection);
      const managing = roles.filter(({ role }) => role === 'administrator');
      const folders = sharedFolders(audit.world, collection);
      return {
        id,
        name: collection.name,
        storage: collection.storage,
        storagePath: `/data/northfield/${collection.name.toLowerCase().replaceAll(' ', '-')}/`,
        checkedAt: new Date(SAMPLE_NOW - 120_000).toISOString(),
        may: { ...OWNER, changeAccess: collection.canChange, ...collections.may },
        permissions: folders.reduce((sum, { permissions }) => sum + permissions, 0),
        withoutEffect: idleIn(collection),
        folders,
        about: aboutOf(collection),
        roles: collections.rolesVisible ? roles : null,
        toGive: allowedRoles(limits()),
        onlyIManage: managing.length === 1,
        directLinks: collection.storage.kind === 'server' ? 'available' : 'personalComputer',
        ...linksOf(id),
      };
    },
    keptCollection(id) {
      const collection = audit.checkedAt === null ? undefined : audit.world.collections.find((each) => each.id === id);
      if (collection === undefined) return Promise.resolve(null);
      const folders = sharedFolders(audit.world, collection);
      return Promise.resolve({
        id,
        name: collection.name,
        storage: collection.storage,
        storagePath: null,
        checkedAt: audit.checkedAt ?? '',
        may: { ...OWNER, changeAccess: collection.canChange, changeRoles: false, edit: false, delete: false },
        permissions: folders.reduce((sum, { permissions }) => sum + permissions, 0),
        withoutEffect: idleIn(collection),
        folders,
        about: { ...aboutOf(collection), organization: null, contactEmail: null },
        roles: null,
        toGive: { roles: [], rule: null },
        onlyIManage: false,
        directLinks: null,
        ...linksOf(id),
      });
    },
    async folderAccess(id, path) {
      await pause();
      const collection = audit.world.collections.find((each) => each.id === id);
      if (!collection) return Promise.reject({ code: 'NotFound', what: 'collection' });
      const guests = guestsOf(audit.world, collection, path);
      const byRole = guests.filter(({ role }) => role !== null).length;
      const there = exists(collection, path);
      const trouble: IpcError | null = audit.offline ? { code: 'Offline' } : null;
      return {
        path,
        name: path.split('/').filter(Boolean).at(-1) ?? collection.name,
        guests,
        byPermission: guests.length - byRole,
        byRole,
        folders: trouble === null && there ? subfolders(audit.world, collection, path) : [],
        listing: trouble ?? (there ? null : { code: 'NotFound', what: 'folder' }),
      };
    },
    async giveRole(id, guest, role) {
      const collection = await changing(id);
      made += 1;
      const roleId = `99999999-0000-4000-9000-${String(made).padStart(12, '0')}`;
      if (role === 'administrator' || role === 'accessManager') {
        audit.world.grants.push(roleGrant(roleId, collection, guest, role));
        audit.touch();
      } else {
        collections.activityRoles.push({ id: roleId, collectionId: id, guest, role });
      }
      return rolesOf(collection);
    },
    async takeRole(id, roleId) {
      const collection = await changing(id);
      audit.world.grants = audit.world.grants.filter((grant) => grant.id !== roleId);
      collections.activityRoles = collections.activityRoles.filter((each) => each.id !== roleId);
      audit.touch();
      return rolesOf(collection);
    },
    async updateAbout(id, about) {
      const collection = await changing(id);
      const displayName = about.displayName.trim();
      if (displayName === '') {
        return Promise.reject({ code: 'InvalidInput', field: 'collectionName', reason: 'empty' });
      }
      abouts.set(id, { ...about, displayName });
      collection.name = displayName;
      audit.touch();
      return aboutOf(collection);
    },
    async deletionPreview(id) {
      const collection = await asked(id);
      return {
        name: collection.name,
        guests: guestsIn(collection),
        permissions: sharedFolders(audit.world, collection).reduce((sum, { permissions }) => sum + permissions, 0),
        storage: collection.storage,
        storagePath: `/data/northfield/${collection.name.toLowerCase().replaceAll(' ', '-')}/`,
      };
    },
    async deleteCollection(id, typedName) {
      const collection = await changing(id);
      if (typedName.trim() !== collection.name) {
        return Promise.reject({ code: 'InvalidInput', field: 'confirmation', reason: 'mismatch' });
      }
      audit.world.collections = audit.world.collections.filter((each) => each !== collection);
      audit.world.grants = audit.world.grants.filter((grant) => grant.collection !== collection);
      audit.touch();
    },
    async diagnose({ collectionId, path, identityId, signsInAs }) {
      const collection = await asked(collectionId);
      if (collections.diagnosis) return collections.diagnosis;
      const guests = guestsOf(audit.world, collection, path);
      const person = guests.find(({ access }) => principal(access) === `p:${identityId}`)?.access;
      const who = person?.to === 'guest' && person.guest.kind === 'person' ? person.guest : null;
      const steps = (wrong: Look | null, unknowable: Look[]): DiagnosisStep[] =>
        LOOKS.map((look) => ({ look, finding: { kind: findingOf(look, wrong, unknowable) } }));
      if (!exists(collection, path)) return { steps: steps('folderExists', []), verdict: { kind: 'folderGone' } };
      if (!who) return { steps: steps('grant', []), verdict: { kind: 'nothingShared', elsewhere: ['/'] } };
      if (signsInAs !== null && signsInAs.trim().toLowerCase() !== who.username) {
        return { steps: steps('identity', []), verdict: { kind: 'otherIdentity', sharedWith: who.username } };
      }
      if (who.status === 'unused') return { steps: steps('identity', []), verdict: { kind: 'neverSignedIn' } };
      return { steps: steps(null, signsInAs === null ? ['identity'] : []), verdict: { kind: 'nothingFound' } };
    },
  };
  return { ...ipc, collections };
}

function findingOf(look: Look, wrong: Look | null, unknowable: Look[]): Exclude<Finding['kind'], 'failed'> {
  if (look === wrong) return 'wrong';
  if (unknowable.includes(look)) return 'unknowable';
  return look === 'groupMembership' || look === 'protectedStorage' ? 'notNeeded' : 'fine';
}
