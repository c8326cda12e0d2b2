// Says in words what allauth's passkey scripts would only write to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("passkey-error");
  if (!place) return;
  const byNumber = /^[\d.]+$|^\[/.test(location.hostname);
  place.querySelector("p").textContent = byNumber
    ? `Passkeys need the portal's name, not its number. Open http://localhost:${location.port || 80} instead.`
    : "The passkey was not used. Try again, or choose another way.";
  place.hidden = false;
});
