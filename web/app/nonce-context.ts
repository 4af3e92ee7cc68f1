import { createContext } from 'react';

/** The nonce of this page's scripts; empty in the browser, which hides it. */
export const NonceContext = createContext('');
