import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { useToast } from '../../../components/Toast';
import type { Copy } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { keys } from '../../../ipc/queries';
import { useNavigation } from '../../../navigation/navigation';

/** Takes a copy that has ended off the list, and leaves its page. */
export function useForgetCopy(copy: Copy) {
  const intl = useIntl();
  const ipc = useIpc();
  const client = useQueryClient();
  const toast = useToast();
  const { back } = useNavigation();
  return useMutation({
    mutationFn: () => ipc.forgetCopy(copy.id),
    onSuccess: () => {
      toast({ message: intl.formatMessage({ id: 'copy.forgotten' }, { name: copy.label }) });
      back();
      client.setQueryData<Copy[]>(keys.copies, (all) => all?.filter(({ id }) => id !== copy.id));
    },
  });
}
