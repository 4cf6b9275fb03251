import type { Dispatch } from 'react';
import type { FolderCheck, ShareDraft } from '../../../ipc/bindings';
import type { DraftAction } from '../model/draft';

/** What every part of the sheet works on. */
export interface DraftProps {
  draft: ShareDraft;
  dispatch: Dispatch<DraftAction>;
  checks: readonly FolderCheck[];
}
