/** A file of a probe as a page shows it. */
export interface ShownFile {
  url: string;
  name: string;
  /** True where a browser can show it as a picture. */
  isPicture: boolean;
}

/** The files of a probe, by its paths (`…/<hash>-<name>`) and the addresses that belong to them. */
export function filesOf({ output_paths, artifact_urls }: { output_paths: string[]; artifact_urls: string[] }): ShownFile[] {
  return artifact_urls.map((url, index) => {
    const name = /[^/]*$/.exec(output_paths[index] ?? '')![0].replace(/^[0-9a-f]{12}-/, '') || `file ${index + 1}`;
    return { url, name, isPicture: /\.(png|jpe?g|webp|gif)$/i.test(name) };
  });
}
