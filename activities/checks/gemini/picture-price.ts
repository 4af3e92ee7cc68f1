/** US dollars for one picture of 1K by gemini-3.1-flash-image, the default model (HeyPuter/puter pull 2562). Others cost from 0.04
 * (gemini-2.5-flash-image) to 0.16 (gemini-3-pro-image). */
export const PICTURE_USD = 0.067;
