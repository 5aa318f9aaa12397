#!/bin/sh
# Makes the certificates by which Temporal and its clients know each other, in the folder $1:
#   authority/ its key, which nobody but this script needs · server/ and client/ each ca.pem, cert.pem, key.pem
# Safe to run again: what is there stays until 60 days before its end. Names of the server: $2, by default temporal.
set -eu
umask 077
folder=$1
server=${2:-temporal}
soon=5184000
mkdir -p "$folder/authority" "$folder/server" "$folder/client"

authority="$folder/authority"
if ! openssl x509 -in "$authority/ca.pem" -noout -checkend "$soon" >/dev/null 2>&1; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
    -subj '/CN=zhishou temporal authority' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$authority/ca.key" -out "$authority/ca.pem" 2>/dev/null
  rm -f "$folder/server/cert.pem" "$folder/client/cert.pem"
fi

# The server's parts speak with each other by its certificate, so that it is good for both ends.
sign() {
  own="$folder/$1"
  openssl x509 -in "$own/cert.pem" -noout -checkend "$soon" >/dev/null 2>&1 && return
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" \
    -keyout "$own/key.pem" -out "$own/request.pem" 2>/dev/null
  printf 'subjectAltName=%s\nextendedKeyUsage=%s\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n' \
    "$3" "$4" >"$own/extensions"
  openssl x509 -req -in "$own/request.pem" -CA "$authority/ca.pem" -CAkey "$authority/ca.key" -CAcreateserial \
    -days 397 -extfile "$own/extensions" -out "$own/cert.pem" 2>/dev/null
  cp "$authority/ca.pem" "$own/ca.pem"
  rm "$own/request.pem" "$own/extensions"
  # whom the folder is given to may be any user of its container
  chmod 755 "$own"
  chmod 644 "$own/ca.pem" "$own/cert.pem" "$own/key.pem"
}
sign server "$server" "DNS:$server,DNS:localhost,IP:127.0.0.1" serverAuth,clientAuth
sign client zhishou "DNS:zhishou" clientAuth
