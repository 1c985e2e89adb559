declare global {
  namespace App {
    interface PageState {
      share?: string;
    }
  }
}

export {};
