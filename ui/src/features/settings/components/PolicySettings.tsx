import { FormattedMessage, useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { LinkButton } from '../../../components/LinkButton';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { PolicyFile, PolicyStatement } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { usePolicy } from '../../../policy/PolicyProvider';
import styles from '../Settings.module.css';
import { SettingsCard } from './SettingsCard';

/** What the institution allows: read only, in words, with the file that says it. */
export function PolicySettings() {
  const { data, error } = usePolicy();
  return (
    <SettingsCard title={<FormattedMessage id="policy.title" />}>
      <p className={styles.muted}>
        <FormattedMessage id="policy.lead" />
      </p>
      {error && <ErrorCard error={error} />}
      {data && (
        <>
          {data.files.map((file) => (
            <IgnoredFile key={file.place} file={file} />
          ))}
          {data.statements.length === 0 ? (
            <p>
              <FormattedMessage id="policy.nothing" />
            </p>
          ) : (
            <ul className={styles.statements}>
              {data.statements.map((statement, index) => (
                <li key={index}>
                  <Statement {...statement} />
                </li>
              ))}
            </ul>
          )}
          <dl className={styles.files}>
            {data.files.map(({ place, path, state }) => (
              <div key={place}>
                <dt>
                  <FormattedMessage id={`policy.place.${place}`} />
                </dt>
                <dd>
                  <code dir="ltr">{path}</code> <FormattedMessage id={`policy.state.${state.kind}`} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </SettingsCard>
  );
}

/** A file with a mistake counts for nothing: whoever keeps it has to know where the mistake is. */
function IgnoredFile({ file: { path, state } }: { file: PolicyFile }) {
  const intl = useIntl();
  if (state.kind !== 'ignored') return null;
  const { problem } = state;
  const id = `policy.problem.${problem.kind}` as const;
  return (
    <Banner title={<FormattedMessage id="policy.ignored" values={{ path }} />}>
      <p>{intl.formatMessage({ id }, { ...problem })}</p>
      <p>
        <FormattedMessage id="policy.ignoredMeans" />
      </p>
    </Banner>
  );
}

function Statement({ from, says }: PolicyStatement) {
  return (
    <>
      <Said says={says} />{' '}
      <span className={styles.muted}>
        <FormattedMessage id={`policy.from.${from}`} />
      </span>
    </>
  );
}

function Said({ says }: Pick<PolicyStatement, 'says'>) {
  const intl = useIntl();
  switch (says.kind) {
    case 'institution':
      return <FormattedMessage id="policy.says.institution" values={{ name: says.name }} />;
    case 'support':
      return <Support {...says.support} />;
    case 'defaultLevel':
      return <FormattedMessage id="policy.says.defaultLevel" values={{ level: says.permissions }} />;
    case 'defaultEnd':
    case 'maximumEnd':
      return <FormattedMessage id={`policy.says.${says.kind}`} values={{ days: says.days }} />;
    case 'domains':
      return (
        <FormattedMessage
          id="policy.says.domains"
          values={{ domains: intl.formatList(says.domains, { type: 'conjunction' }) }}
        />
      );
    case 'forbidden':
      return <FormattedMessage id={`policy.forbids.${says.sharing}`} />;
    case 'drive':
      return (
        <FormattedMessage
          id="policy.says.drive"
          values={{
            drive: <Path text={says.drive} />,
            path: <Path text={says.path} />,
            id: <Path text={says.collectionId} />,
          }}
        />
      );
    case 'purged':
      return (
        <FormattedMessage
          id="policy.says.purged"
          values={{ path: <Path text={says.path} />, id: <Path text={says.collectionId} />, days: says.afterDays }}
        />
      );
    case 'blocked':
      return (
        <FormattedMessage
          id={says.collectionId === null ? 'policy.says.blockedHere' : 'policy.says.blocked'}
          values={{
            path: <Path text={says.path} />,
            id: <Path text={says.collectionId ?? ''} />,
            why: says.reason === null ? 'no' : 'yes',
            reason: says.reason ?? '',
          }}
        />
      );
    case 'preferred':
      return <FormattedMessage id="policy.says.preferred" values={{ id: <Path text={says.collectionId} /> }} />;
  }
}

function Path({ text }: { text: string }) {
  return (
    <code key={text} dir="ltr">
      {text}
    </code>
  );
}

interface SupportProps {
  name: string;
  email: string | null;
  page: string | null;
}

function Support({ name, email, page }: SupportProps) {
  const ipc = useIpc();
  return (
    <>
      <FormattedMessage id="policy.says.support" values={{ name }} />{' '}
      {email !== null && <LinkButton onClick={() => void ipc.openLink(`mailto:${email}`)}>{email}</LinkButton>}{' '}
      {page !== null && <code dir="ltr">{page}</code>}
    </>
  );
}
