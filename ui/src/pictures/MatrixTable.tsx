import { Eye, Pencil } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { accessKey } from '../components/guests/guests';
import { useAccessWords } from '../components/guests/useAccessWords';
import { VisuallyHidden } from '../components/VisuallyHidden';
import type { AccessMatrix, MatrixFolder, Permissions } from '../ipc/bindings';
import styles from './Pictures.module.css';

/** Who reaches what: a grid that is a table, with an icon and a word in each field. */
export function MatrixTable({ matrix }: { matrix: AccessMatrix }) {
  const intl = useIntl();
  const { nameOf } = useAccessWords();
  const { rows, folders, totalRows, totalFolders } = matrix;
  if (rows.length === 0) {
    return (
      <p className={styles.muted}>
        <FormattedMessage id="pictures.matrixEmpty" />
      </p>
    );
  }
  const key = ({ collectionId, path }: MatrixFolder) => `${collectionId}${path}`;
  return (
    <>
      <p className={styles.muted}>
        <FormattedMessage
          id="pictures.legend"
          values={{
            read: <Level permissions="r" />,
            write: <Level permissions="rw" />,
          }}
        />
      </p>
      {/* Wider than the window in most cases: it scrolls by itself, with the keys too. */}
      <div
        className={styles.scroll}
        role="region"
        aria-label={intl.formatMessage({ id: 'pictures.matrix' })}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
        tabIndex={0}
      >
        <table className={styles.matrix}>
          <caption>
            <VisuallyHidden>
              <FormattedMessage id="pictures.matrix" />
            </VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="pictures.guest" />
              </th>
              {folders.map((folder) => (
                <th key={key(folder)} scope="col">
                  {folder.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ access, cells }) => (
              <tr key={accessKey(access)}>
                <th scope="row">{nameOf(access)}</th>
                {folders.map((folder, at) => (
                  <td key={key(folder)}>
                    <Level permissions={cells[at] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(rows.length < totalRows || folders.length < totalFolders) && (
        <p className={styles.muted}>
          <FormattedMessage
            id="pictures.matrixCut"
            values={{ rows: rows.length, totalRows, folders: folders.length, totalFolders }}
          />
        </p>
      )}
    </>
  );
}

function Level({ permissions }: { permissions: Permissions | null }) {
  if (permissions === null) {
    return (
      <VisuallyHidden>
        <FormattedMessage id="pictures.nothing" />
      </VisuallyHidden>
    );
  }
  const Icon = permissions === 'r' ? Eye : Pencil;
  return (
    <span className={styles.level}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.word}>
        <FormattedMessage id={permissions === 'r' ? 'pictures.read' : 'pictures.write'} />
      </span>
    </span>
  );
}
