/** Whether a folder lies deeper than right below the root of its collection: then its name alone says too little. */
export function isDeep(path: string): boolean {
  return path.split('/').filter(Boolean).length > 1;
}
