import { useMutation } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useToast } from '../components/Toast';
import type { SavedFile } from '../ipc/bindings';

/** Saves a file through the system's dialog and says where it is. Closing the dialog is no error. */
export function useSaveFile<T>(save: (what: T) => Promise<SavedFile | null>) {
  const intl = useIntl();
  const toast = useToast();
  return useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      if (saved !== null) toast({ message: intl.formatMessage({ id: 'files.saved' }, { path: saved.path }) });
    },
  });
}
