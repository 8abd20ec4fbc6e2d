/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What people in a conversation with a help desk use: faces, hands, hearts, things, signs.
export const EMOJI = ('😀 😃 😄 😁 😆 😅 😂 🙂 😉 😊 😇 🥰 😍 😘 😋 😜 🤗 🤔 🤨 😐 🙄 😏 😌 😴 😎 🤓 😕 🙁 😮 😲 😳 🥺 😢 😭 😤 😠 😱 😅 ' +
  '👍 👎 👌 ✌️ 🤞 👏 🙌 👐 🙏 💪 👋 👉 👈 👆 👇 ✍️ ❤️ 🧡 💛 💚 💙 💜 🖤 💔 🎉 🎁 🎂 🌸 🌞 ⭐ 🔥 💡 ☕ 🍕 🚲 🚗 ✈️ 🏠 📦 📱 💻 📷 📄 📎 ' +
  '📅 ⏰ 🔑 🔒 💳 💶 💯 ✅ ❌ ❓ ❗ ⚠️').split(' ').filter((emoji, i, all) => all.indexOf(emoji) === i);
