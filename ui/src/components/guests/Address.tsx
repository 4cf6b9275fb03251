import styles from './Address.module.css';
import { addressParts } from './guests';

interface AddressProps {
  username: string;
  /** Not in bold: the domain stands out only where one has to choose. */
  plain?: boolean;
}

/** An address. Its line breaks after the @ first. */
export function Address({ username, plain = false }: AddressProps) {
  const { local, domain } = addressParts(username);
  return (
    <span className={styles.address}>
      {local}
      {domain !== '' && (
        <>
          <wbr />
          {plain ? domain : <b>{domain}</b>}
        </>
      )}
    </span>
  );
}
