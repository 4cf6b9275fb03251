import styles from './Mark.module.css';

interface MarkProps {
  /** Width in rem, so that it grows with the text. */
  size?: number;
  /** `plate` is the app icon; `plain` takes the theme's green; `onPlate` stands on the brand's green. */
  look?: 'plate' | 'plain' | 'onPlate';
}

/** The folder with its door ajar and the light on. Decoration: the words beside it say what it is. */
export function Mark({ size = 2.125, look = 'plain' }: MarkProps) {
  const edge = `${size}rem`;
  if (look === 'plate') {
    // The small drawing of the app icon, on the 16 px grid.
    return (
      <svg
        className={styles.mark}
        width={edge}
        height={edge}
        viewBox="0 0 16 16"
        aria-hidden="true"
        style={{ width: edge, height: edge }}
      >
        <rect className={styles.plate} width="16" height="16" rx="3.5" />
        <path
          className={styles.folder}
          d="M2 4.5a1.5 1.5 0 0 1 1.5-1.5h3l1.5 2h4.5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5h-9a1.5 1.5 0 0 1-1.5-1.5Z"
        />
        <path className={styles.light} d="M6 7h5v6h-5Z" />
        <path className={styles.plate} d="M6 7l2 1v4l-2 1Z" />
      </svg>
    );
  }
  return (
    <svg
      className={look === 'onPlate' ? styles.mark : styles.plain}
      viewBox="92 104 328 316"
      aria-hidden="true"
      style={{ width: edge }}
    >
      <g transform="translate(0 -29)">
        <path
          className={styles.folder}
          d="M96 166a30 30 0 0 1 30-30h92c10 0 20 5 25 14l18 30h125a30 30 0 0 1 30 30v162a30 30 0 0 1-30 30H126a30 30 0 0 1-30-30Z"
        />
        <path className={styles.light} d="M218 238h92a8 8 0 0 1 8 8v156H218Z" />
        <path className={styles.door} d="M218 238l52 24v124l-52 16Z" />
        <circle className={styles.light} cx="256" cy="326" r="7" />
        <path className={styles.floor} d="M218 402h100l36 44H176Z" />
      </g>
    </svg>
  );
}
