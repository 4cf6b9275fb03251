import { FormattedMessage } from 'react-intl';
import { RadioList } from '../../../components/RadioList';
import type { Location } from '../../../ipc/bindings';
import { useAppState } from '../../../ipc/queries';
import { accountName, chosenAccount, chosenTarget, type TargetWish } from '../model/target';
import styles from './FactsCard.module.css';

interface AccountChoiceProps {
  location: Location;
  wish: TargetWish;
  onAccount: (id: string) => void;
}

/** Servers: through which of the person's accounts there a new shared folder reaches its files. */
export function AccountChoice({ location, wish, onAccount }: AccountChoiceProps) {
  const { session } = useAppState();
  if (location.storage.kind !== 'server' || chosenTarget(wish, location).kind !== 'create') return null;
  const account = chosenAccount(wish, location);
  if (account === null) {
    return (
      <p className={styles.note}>
        <FormattedMessage id="share.facts.accountMade" values={{ storage: location.storage.name }} />
      </p>
    );
  }
  if (location.accounts.length === 1) {
    return (
      <p className={styles.note}>
        <FormattedMessage id="share.facts.account" values={{ account: accountName(account) }} />
      </p>
    );
  }
  return (
    <div className={styles.choice}>
      <RadioList
        legend={<FormattedMessage id="share.facts.accountLegend" values={{ storage: location.storage.name }} />}
        value={account.id}
        onChange={onAccount}
        options={location.accounts.map((one) => {
          const signIn = session?.linked.find((identity) => identity.id === one.identityId)?.username;
          return {
            value: one.id,
            label: accountName(one),
            hint: [one.name, signIn].filter((text) => text !== null && text !== undefined).join(' · '),
          };
        })}
      />
    </div>
  );
}
